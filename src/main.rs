//! The entry point of the program.

fn main() -> std::process::ExitCode {
    factdesk::cli::main()
}
