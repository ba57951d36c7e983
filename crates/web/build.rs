//! Embeds `frontend/dist`: writes a table of its files for `portal::assets`. Never builds the frontend
//! itself; where that has not been done it says which command does it.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    // Asked while running: where this was compiled may be another checkout, whose build folder was copied.
    let room = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo gives CARGO_MANIFEST_DIR")?;
    let dist = Path::new(&room).join("../../frontend/dist");
    let manifest = dist.join("manifest.json");
    say(&format!("rerun-if-changed={}", manifest.display()));
    let Ok(text) = fs::read_to_string(&manifest) else {
        say(
            "error=frontend/dist/manifest.json is missing: run `./x frontend` once, then build again",
        );
        return Ok(());
    };
    let manifest: serde_json::Value = serde_json::from_str(&text)?;
    let files = manifest["files"].as_object().ok_or("manifest.json has no `files`")?;
    let build = manifest["build"].as_str().ok_or("manifest.json has no `build`")?;
    let mut code = format!("const BUILD: &str = {build:?};\nconst FILES: &[Asset] = &[\n");
    for (name, file) in files {
        let file = file.as_str().ok_or("manifest.json: a file's name is text")?;
        let path = dist.join(file).canonicalize()?;
        let bytes = |ending: &str| {
            let packed = format!("{}{ending}", path.display());
            if Path::new(&packed).exists() {
                format!("include_bytes!({packed:?})")
            } else {
                "&[]".into()
            }
        };
        writeln!(
            code,
            "    Asset {{ name: {name:?}, file: {file:?}, bytes: {}, gzip: {}, brotli: {} }},",
            bytes(""),
            bytes(".gz"),
            bytes(".br")
        )?;
    }
    code.push_str("];\n");
    let fonts = manifest["cardFonts"]
        .as_object()
        .ok_or("manifest.json has no `cardFonts`: run `./x frontend`")?;
    code.push_str("const CARD_FONTS: &[(&str, &[u8])] = &[\n");
    for (name, file) in fonts {
        let file = file.as_str().ok_or("manifest.json: a font's file is text")?;
        let path = dist.join(file).canonicalize()?.display().to_string();
        writeln!(code, "    ({name:?}, include_bytes!({path:?})),")?;
    }
    code.push_str("];\n");
    let out = std::env::var_os("OUT_DIR").ok_or("cargo gives OUT_DIR to a build script")?;
    fs::write(Path::new(&out).join("assets.rs"), code)?;
    fs::write(Path::new(&out).join("verifier.rs"), verifier(&dist, &manifest["verifier"])?)?;
    Ok(())
}

/// The receipt verifier: one file under one name for ever, with the policy it carries.
fn verifier(dist: &Path, manifest: &serde_json::Value) -> Result<String, Box<dyn Error>> {
    let text = |name: &str| manifest[name].as_str().map(str::to_owned);
    let (Some(policy), Some(sha256)) = (text("policy"), text("sha256")) else {
        say(
            "error=frontend/dist has no receipt verifier: run `./x frontend` once, then build again",
        );
        return Ok(String::new());
    };
    let page = dist.join("verify.html").canonicalize()?.display().to_string();
    let [gzip, brotli] = [".gz", ".br"].map(|ending| format!("{page}{ending}"));
    Ok(format!(
        "const BYTES: &[u8] = include_bytes!({page:?});\n\
         const GZIP: &[u8] = include_bytes!({gzip:?});\n\
         const BROTLI: &[u8] = include_bytes!({brotli:?});\n\
         const POLICY: &str = {policy:?};\n\
         const DIGEST: &str = {sha256:?};\n"
    ))
}

fn say(line: &str) {
    println!("cargo::{line}");
}
