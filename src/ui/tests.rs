use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::theme::Depth;
use super::*;
use crate::app::Msg;
use crate::app::keymap::Keymap;
use crate::i18n::Lang;

fn app(lang: Lang) -> App {
    let words = Arc::new(Catalogue::new(lang));
    App::new(words, Keymap::default(), Box::new(Uuid::nil))
}

fn look() -> Look {
    Look {
        theme: Theme::named("dark", Depth::Sixteen),
        glyphs: Glyphs::UNICODE,
    }
}

#[test]
fn every_screen_and_overlay_at_every_size() {
    let keys = ["g t", "g w", "g a", "g y", "?", ":"];
    for lang in Lang::ALL {
        for keys in keys {
            let mut app = app(lang);
            for key in keys.split(' ') {
                let _ = app.update(Msg::Key(key.parse().expect("a key")));
            }
            for width in [0, 1, 2, 3, 30, 59, 60, 61, 80, 120, 200] {
                for height in [0, 1, 2, 14, 15, 24, 40, 60] {
                    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
                    let painted = draw(&app, &look(), &mut buf);
                    app.painted(&painted);
                    if let Some((x, y)) = painted.cursor {
                        assert!(x < width && y < height);
                    }
                }
            }
        }
    }
}
