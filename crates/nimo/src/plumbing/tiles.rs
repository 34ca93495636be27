//! A file of map tiles (PMTiles, version 3), of which a browser asks for parts. What stands in it is its browser's concern.

use crate::plumbing::web::Part;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// So many bytes are handed over at once; a tile is much smaller.
const MOST_AT_ONCE: u64 = 8 * 1024 * 1024;

/// Does it begin as such a file does?
///
/// # Errors
/// What the disk says.
pub fn looks_like(file: &Path) -> io::Result<bool> {
    let mut start = vec![];
    File::open(file)?.take(8).read_to_end(&mut start)?;
    Ok(start == b"PMTiles\x03")
}

/// The bytes from one to another, as far as the file has them.
///
/// # Errors
/// What the disk says.
pub fn read(file: &Path, (from, to): (u64, u64)) -> io::Result<(Vec<u8>, Part)> {
    let mut file = File::open(file)?;
    let about = file.metadata()?;
    let changed = about.modified()?.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let seal = format!("{:x}-{changed:x}", about.len());
    let from = from.min(about.len());
    let most = to.saturating_sub(from).saturating_add(1).min(MOST_AT_ONCE);
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = vec![];
    file.take(most).read_to_end(&mut bytes)?;
    Ok((bytes, Part { from, of: about.len(), seal }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_file_are_read_as_far_as_it_goes() {
        let file = std::env::temp_dir().join(format!("nimo-tiles-{}", std::process::id()));
        std::fs::write(&file, b"PMTiles\x03abcdef").unwrap();
        assert!(looks_like(&file).unwrap());
        let (bytes, part) = read(&file, (8, 10)).unwrap();
        assert_eq!((bytes.as_slice(), part.from, part.of), (&b"abc"[..], 8, 14));
        assert_eq!(read(&file, (12, 99)).unwrap().0, b"ef");
        assert_eq!(read(&file, (99, 120)).unwrap().0, b"");
        std::fs::write(&file, b"PK").unwrap();
        assert!(!looks_like(&file).unwrap());
        std::fs::remove_file(&file).unwrap();
    }
}
