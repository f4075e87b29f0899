//! The loop: one channel in, effects and frames out. It waits for nothing but the next message.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::Instant;

use super::paint::Painter;
use super::terminal::{Terminal, clipboard};
use super::themes::Themes;
use super::wake::{Reason, Wake};
use crate::app::msg::Alarm;
use crate::app::shell::Tone;
use crate::app::{App, Effect, Msg};
use crate::ui::{self, Look};

/// Frames that nobody's key has caused come at most twelve a second.
const FRAME_PAUSE: Duration = Duration::from_millis(84);

/// Messages taken in before a frame is due: a flood must not starve the screen.
const MOST_AT_ONCE: usize = 256;

/// A cockpit: the state, how it looks, where it is painted, and who carries out its effects.
pub struct Cockpit<W> {
    /// The state.
    pub app: App,
    /// How it looks.
    pub look: Look,
    /// How it can look.
    pub themes: Themes,
    /// Where it is painted.
    pub painter: Painter<W>,
    /// The terminal, if it is one: asked for its size, suspended and restored.
    pub terminal: Option<Terminal>,
    /// Gets every effect that is not the loop's own.
    pub effects: mpsc::UnboundedSender<Effect>,
    /// A session without a key for so long ends.
    pub idle: Option<Duration>,
}

struct Clock {
    alarms: BTreeMap<Alarm, Instant>,
    painted: Instant,
    last_key: Instant,
    dirty: bool,
    urgent: bool,
}

impl<W: Write> Cockpit<W> {
    /// Runs until somebody asks to stop; says why it ended. What is typed has been handed over to be kept.
    pub async fn run(&mut self, mut inbox: mpsc::Receiver<Wake>) -> Reason {
        let now = Instant::now();
        let mut clock = Clock {
            alarms: BTreeMap::new(),
            painted: now - FRAME_PAUSE,
            last_key: now,
            dirty: true,
            urgent: true,
        };
        let reason = loop {
            if let Err(reason) = self.paint(&mut clock) {
                break reason;
            }
            let wake = match self.next(&mut inbox, &clock).await {
                Ok(wake) => wake,
                Err(reason) => break reason,
            };
            let mut stop = self.ring(&mut clock);
            let mut next = wake;
            for _ in 0..MOST_AT_ONCE {
                let Some(wake) = next else { break };
                stop = stop.or(self.take(wake, &mut clock));
                if stop.is_some() {
                    break;
                }
                next = inbox.try_recv().ok();
            }
            if let Some(reason) = stop {
                break reason;
            }
        };
        self.keep();
        reason
    }

    /// Hands over whatever stands in a form to be kept: the alarm's own way.
    pub fn keep(&mut self) {
        for effect in self.app.update(Msg::Alarm(Alarm::Draft)) {
            let _ = self.effects.send(effect);
        }
    }

    /// The next message, or none when an alarm or a frame is due.
    async fn next(
        &self,
        inbox: &mut mpsc::Receiver<Wake>,
        clock: &Clock,
    ) -> Result<Option<Wake>, Reason> {
        let frame = clock.dirty.then_some(clock.painted + FRAME_PAUSE);
        let idle = self.idle.map(|idle| clock.last_key + idle);
        let alarms = clock.alarms.values().copied();
        let due = alarms.chain(frame).chain(idle).min();
        let received = match due {
            Some(due) => tokio::select! {
                biased;
                wake = inbox.recv() => wake,
                () = tokio::time::sleep_until(due) => {
                    let idle_over = self.idle.is_some_and(|i| clock.last_key.elapsed() >= i);
                    return if idle_over { Err(Reason::Idle) } else { Ok(None) };
                }
            },
            None => inbox.recv().await,
        };
        received.map(Some).ok_or(Reason::Asked)
    }

    fn ring(&mut self, clock: &mut Clock) -> Option<Reason> {
        let now = Instant::now();
        let due: Vec<Alarm> = clock
            .alarms
            .iter()
            .filter(|(_, at)| **at <= now)
            .map(|(alarm, _)| *alarm)
            .collect();
        let mut stop = None;
        for alarm in due {
            clock.alarms.remove(&alarm);
            stop = stop.or(self.update(Msg::Alarm(alarm), clock));
        }
        stop
    }

    fn take(&mut self, wake: Wake, clock: &mut Clock) -> Option<Reason> {
        match wake {
            Wake::Msg(msg) => {
                if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
                    clock.urgent = true;
                    clock.last_key = Instant::now();
                }
                self.update(msg, clock)
            }
            Wake::Resized => {
                let (columns, rows) = self.terminal.as_ref()?.size();
                clock.urgent = true;
                self.update(Msg::Resize(columns, rows), clock)
            }
            Wake::Stop(reason) => Some(reason),
            Wake::Suspend => {
                self.suspend();
                None
            }
            Wake::Continued => {
                if let Some(terminal) = &self.terminal {
                    let _ = terminal.enter();
                }
                self.painter.forget();
                clock.dirty = true;
                self.take(Wake::Resized, clock)
            }
        }
    }

    fn update(&mut self, msg: Msg, clock: &mut Clock) -> Option<Reason> {
        clock.dirty = true;
        for effect in self.app.update(msg) {
            match effect {
                Effect::SetAlarm(alarm, after) => {
                    let at = Instant::now() + Duration::from_millis(after);
                    // Typing on must not put off keeping what was typed.
                    match alarm {
                        Alarm::Draft => {
                            clock.alarms.entry(alarm).or_insert(at);
                        }
                        _ => {
                            clock.alarms.insert(alarm, at);
                        }
                    }
                }
                Effect::Repaint => self.painter.forget(),
                Effect::UseTheme(name) => self.use_theme(&name),
                Effect::Suspend => self.suspend(),
                Effect::ToClipboard(text) => {
                    if let Err(error) = self.painter.raw(&clipboard(&text)) {
                        return Some(gone(&error));
                    }
                }
                Effect::Quit => return Some(Reason::Left),
                effect => {
                    // Nobody carries effects out any more: the program is ending.
                    let _ = self.effects.send(effect);
                }
            }
        }
        None
    }

    fn use_theme(&mut self, name: &str) {
        match self.themes.get(name) {
            Ok(theme) => {
                self.look.theme = theme;
                self.painter.forget();
            }
            Err(why) => self.app.shell.say(why, Tone::Bad),
        }
    }

    fn paint(&mut self, clock: &mut Clock) -> Result<(), Reason> {
        let now = Instant::now();
        if !clock.dirty || !(clock.urgent || now >= clock.painted + FRAME_PAUSE) {
            return Ok(());
        }
        let mut painted = crate::app::shell::Painted::default();
        let (app, look) = (&self.app, &self.look);
        let written = self.painter.frame(app.shell.size, |buffer| {
            painted = ui::draw(app, look, buffer);
            painted.cursor
        });
        written.map_err(|error| gone(&error))?;
        self.app.painted(&painted);
        clock.painted = now;
        clock.dirty = false;
        clock.urgent = false;
        Ok(())
    }

    /// Gives the terminal back and stops the process; whoever continues it sends [`Wake::Continued`].
    fn suspend(&mut self) {
        if let Some(terminal) = &self.terminal
            && !self.app.shell.no_shell
        {
            terminal.leave();
            let me = rustix::process::getpid();
            let _ = rustix::process::kill_process(me, rustix::process::Signal::STOP);
        }
    }
}

fn gone(error: &std::io::Error) -> Reason {
    match error.raw_os_error() {
        // EIO and EPIPE: the other side has hung up.
        Some(5 | 32) => Reason::Hangup,
        _ => Reason::Failed(error.to_string()),
    }
}
