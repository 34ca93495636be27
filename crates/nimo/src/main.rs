//! nimo, the one binary.

fn main() -> std::process::ExitCode {
    nimo::cli::run()
}
