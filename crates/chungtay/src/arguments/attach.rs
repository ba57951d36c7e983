//! `attach` as it is typed.

use super::{date, slug};
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::attachments::ShownTime;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line, each by itself")]
pub(crate) struct Attach {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long = "to", value_name = "WORK", required = true, num_args = 1.., value_parser = slug::<32>)]
    pub works: Vec<Id>,
    #[arg(long, value_name = "TEXT")]
    pub caption: String,
    #[arg(long, value_name = "TEXT")]
    pub alt: String,
    #[arg(long = "alt-en", value_name = "TEXT")]
    pub alt_english: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub credit: Option<String>,
    #[arg(long, value_name = "ID", value_parser = slug::<32>)]
    pub id: Option<Id>,
    #[arg(long, value_name = "before|during|after", value_parser = shown_time)]
    pub shows: Option<ShownTime>,
    #[arg(long, value_name = "ID", value_parser = slug::<32>, requires = "shows")]
    pub pair: Option<Id>,
    #[arg(long, value_name = "NUMBER")]
    pub step: Option<u64>,
    #[arg(long, conflicts_with = "paper")]
    pub illustration: bool,
    #[arg(long)]
    pub paper: bool,
    #[arg(long)]
    pub publish: bool,
    #[arg(long)]
    pub open_place: bool,
    #[arg(long)]
    pub demonstration: bool,
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

fn shown_time(text: &str) -> Result<ShownTime, String> {
    ShownTime::from_word(text).ok_or_else(|| "shown-time".to_owned())
}
