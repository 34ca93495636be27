//! One binary for all tests of the application, each scene on both engines with a database of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a scene that cannot go on has failed")]

mod access;
mod accounts;
mod ballots;
mod behind;
mod cases;
mod clocks;
mod cluster;
mod council;
mod demo;
mod digests;
mod dispatches;
mod editions;
mod first_hour;
mod forms;
mod goals;
mod handouts;
mod house_rules;
mod indicators;
mod issues;
mod issues_import;
mod issues_walk;
mod logs;
mod masking;
mod measures;
mod meeting;
mod offices;
mod packet;
mod paper;
mod payments;
mod preparation;
mod printed;
mod record;
mod scores;
mod seats;
mod serving;
mod sittings;
mod story;
mod town;
mod towns;
mod trail;
mod transcripts;
mod tree;
mod trust;
mod view;
