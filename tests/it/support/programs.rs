//! Runs the programs that people use on files of a desk. A test that needs one is skipped with a
//! notice where it is not installed.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Desk;

/// The output of a program. None, with a notice, if it is not installed.
pub fn prints(program: &str, folder: &Path, arguments: &[&str]) -> Option<String> {
    let ran = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder.join("home"))
        .stdin(Stdio::null())
        .output();
    let Ok(ran) = ran else {
        println!("skipped: there is no {program} on this machine");
        return None;
    };
    assert!(
        ran.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
    Some(String::from_utf8(ran.stdout).unwrap())
}

/// Converts a file with `LibreOffice`, beside it under the same name. It uses its own profile, so
/// that it does not meet another running instance.
pub fn office(desk: &Desk, to: &str, file: &str) -> Option<()> {
    let profile = format!("-env:UserInstallation=file://{}", desk.path("lo").display());
    let arguments = [&profile, "--headless", "--convert-to", to, file];
    prints("soffice", &desk.folder, &arguments)?;
    let made = desk.folder.join(Path::new(file).with_extension(to));
    // Debian has a separate package for each part of LibreOffice.
    if to == "fods" && !made.exists() {
        println!("skipped: this LibreOffice has no Calc");
        return None;
    }
    assert!(made.exists(), "{}", made.display());
    Some(())
}

/// The output of a script in a Python that has python-docx. The first Python in the PATH may not be
/// the one that Debian's packages are for.
pub fn python_docx(desk: &Desk, script: &str) -> Option<String> {
    let script = format!(
        "try:\n    import docx\nexcept ImportError:\n    print('none')\n    raise SystemExit\n{script}"
    );
    let pythons = ["python3", "/usr/bin/python3"].into_iter();
    let mut printed = pythons.filter_map(|it| prints(it, &desk.folder, &["-c", &script]));
    let found = printed.find(|text| text.trim() != "none");
    if found.is_none() {
        println!("skipped: there is no python-docx on this machine");
    }
    found
}

/// Converts Markdown with pandoc. None, with a notice, if it is not installed.
pub fn pandoc(text: &str, format: &str) -> Option<Vec<u8>> {
    let arguments = [
        "--standalone",
        "--from",
        "markdown",
        "--to",
        format,
        "-o",
        "-",
    ];
    let mut child = match Command::new("pandoc")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
    {
        Ok(child) => child,
        Err(error) => {
            println!("skipped: pandoc cannot be run ({error})");
            return None;
        }
    };
    let mut input = child.stdin.take().unwrap();
    input.write_all(text.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(output.stdout)
}
