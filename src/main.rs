//! The `encours` program.

fn main() -> std::process::ExitCode {
    encours::cli::main()
}
