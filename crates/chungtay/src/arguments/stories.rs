//! What is typed after `chungtay story`.

use super::slug;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::stories::StoryLanguage;
use clap::{Args, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Any port that is free, on this machine alone.
const FREE_PORT: &str = "127.0.0.1:0";

#[derive(Debug, Args)]
pub(crate) struct Story {
    #[command(subcommand)]
    pub verb: StoryVerb,
}

/// What to do with a story.
#[derive(Debug, Subcommand)]
pub(crate) enum StoryVerb {
    Preview(StoryPreview),
    Draft(StoryDraft),
    Review(StoryReview),
    Publish(StoryPublish),
    Withdraw(StoryWithdraw),
    List(StoryList),
}

#[derive(Debug, Args)]
pub(crate) struct StoryPreview {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub watch: bool,
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = FREE_PORT, conflicts_with = "watch")]
    pub listen: Option<SocketAddr>,
}

#[derive(Debug, Args)]
pub(crate) struct StoryDraft {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub by: PersonId,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct StoryReview {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub by: PersonId,
    #[arg(long = "return", requires = "because")]
    pub returned: bool,
    #[arg(long, value_name = "TEXT", requires = "returned")]
    pub because: Option<String>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct StoryPublish {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub by: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct StoryWithdraw {
    #[arg(value_name = "STORY", value_parser = slug::<32>)]
    pub story: Id,
    #[arg(long, value_name = "vi|en", value_parser = language)]
    pub language: StoryLanguage,
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub approved_by: PersonId,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct StoryList {}

fn language(text: &str) -> Result<StoryLanguage, String> {
    StoryLanguage::from_word(text).ok_or_else(|| "vi|en".to_owned())
}
