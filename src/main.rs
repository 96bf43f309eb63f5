//! Arguments, one command, an exit code.

fn main() -> std::process::ExitCode {
    factdesk::cli::main()
}
