//! What follows from the answers of a quarter. Pure.

pub mod desk;
pub mod draw;
pub mod figures;
pub mod mask;
pub mod presence;
pub mod withdraw;
