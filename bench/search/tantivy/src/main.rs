//! Indexes the lines of a table with Tantivy and times the questions of a file: count, sum and fifty lines each. Prints one
//! JSON object. Part of the bench only; knows nothing of the books.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::{AggregationCollector, AggregationLimitsGuard};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, RegexQuery, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, Order, TantivyDocument, Term};

type Failure = Box<dyn std::error::Error>;

struct Fields {
    sequence: Field,
    day: Field,
    amount: Field,
    size: Field,
    text: Field,
}

fn main() -> Result<(), Failure> {
    let [lines, folder, questions] = std::env::args()
        .skip(1)
        .collect::<Vec<_>>()
        .try_into()
        .map_err(|_| "wanted: lines, a folder for the index, questions")?;
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let fields = Fields {
        sequence: schema.add_u64_field("sequence", FAST | STORED),
        day: schema.add_i64_field("day", INDEXED),
        amount: schema.add_i64_field("amount", FAST),
        size: schema.add_u64_field("size", FAST),
        text: schema.add_text_field("text", TextOptions::default().set_indexing_options(words)),
    };
    let begun = Instant::now();
    let index = indexed(Path::new(&folder), schema.build(), &fields, &lines)?;
    let seconds = begun.elapsed().as_secs_f64();
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let searcher = index.reader()?.searcher();
    for question in BufReader::new(File::open(questions)?).lines() {
        let question = question?;
        let mut parts = question.split('\t');
        let (Some(kind), Some(words), Some(day)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let query = query(&fields, kind, words, day)?;
        let begun = Instant::now();
        asked(&searcher, &*query, kind)?;
        times.entry(kind.to_owned()).or_default().push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    let mut bytes = 0;
    for file in std::fs::read_dir(&folder)? {
        bytes += file?.metadata()?.len();
    }
    let told = serde_json::json!({
        "seconds": seconds, "bytes": bytes, "milliseconds": times, "memory_mb": memory_mb(),
    });
    println!("{told}");
    Ok(())
}

fn indexed(folder: &Path, schema: Schema, fields: &Fields, lines: &str) -> Result<Index, Failure> {
    let index = Index::create_in_dir(folder, schema)?;
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(2, 200_000_000)?;
    for line in BufReader::new(File::open(lines)?).lines() {
        let line = line?;
        let parts: Vec<&str> = line.splitn(4, '\t').collect();
        let [sequence, day, amount, text] = parts[..] else { continue };
        let amount: i64 = amount.parse()?;
        let mut document = TantivyDocument::default();
        document.add_u64(fields.sequence, sequence.parse()?);
        document.add_i64(fields.day, day.parse()?);
        document.add_i64(fields.amount, amount);
        document.add_u64(fields.size, amount.unsigned_abs());
        document.add_text(fields.text, text);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
}

fn query(fields: &Fields, kind: &str, words: &str, day: &str) -> Result<Box<dyn Query>, Failure> {
    if kind == "part" {
        return Ok(Box::new(RegexQuery::from_pattern(&format!(".*{words}.*"), fields.text)?));
    }
    let term = |term: Term| -> (Occur, Box<dyn Query>) {
        (Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
    };
    let mut all: Vec<_> =
        words.split(' ').map(|word| term(Term::from_field_text(fields.text, word))).collect();
    if !day.is_empty() {
        all.push(term(Term::from_field_i64(fields.day, day.parse()?)));
    }
    Ok(Box::new(BooleanQuery::new(all)))
}

fn asked(searcher: &tantivy::Searcher, query: &dyn Query, kind: &str) -> Result<(), Failure> {
    let sum: Aggregations =
        serde_json::from_value(serde_json::json!({"sum": {"sum": {"field": "amount"}}}))?;
    let sum = AggregationCollector::from_aggs(sum, AggregationLimitsGuard::default());
    let order = if kind == "amount" { "size" } else { "sequence" };
    let first = TopDocs::with_limit(50).order_by_fast_field::<u64>(order, Order::Desc);
    let (_, _, rows) = searcher.search(query, &(Count, sum, first))?;
    for (_, address) in rows {
        let _: TantivyDocument = searcher.doc(address)?;
    }
    Ok(())
}

fn memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.split_whitespace().next()?.parse().ok())
        .map_or(0, |kb: u64| kb / 1024)
}
