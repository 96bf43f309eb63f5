//! Starts the analysis of a large case, and stores its result.

use crate::case::Edit;
use crate::check::Analysis;
use crate::workbench::analysis::Progress;
use crate::workbench::event::{Context, Effect};
use crate::workbench::job::Job;
use crate::workbench::model::Model;

/// Starts the analysis if it is wanted.
pub fn start(model: &mut Model, cx: &mut Context<'_>) {
    if matches!(model.analysis, Progress::Wanted) {
        model.analysis = Progress::Running(Vec::new());
        model.analyses += 1;
        cx.effects.push(Effect::Run(Job::Analyse {
            serial: model.analyses,
            case: Box::new(model.case().clone()),
            house: model.prefs.house.clone(),
            files: model.index.findings.files().clone(),
        }));
    }
}

/// Stores the result of an analysis, unless a newer analysis has been started.
pub fn store_result(model: &mut Model, serial: u64, mut analysis: Analysis) {
    if serial != model.analyses {
        return;
    }
    let Progress::Running(changes) = std::mem::take(&mut model.analysis) else {
        return;
    };
    let case = model.history.case();
    let since = Edit {
        what: String::new(),
        by: String::new(),
        at: model.now,
        changes,
    };
    analysis.update(&since, case);
    let files = model.index.findings.files().clone();
    if *analysis.findings.files() != files {
        analysis
            .findings
            .set_story_change(files.story_change.clone(), case);
        analysis.findings.set_files(files, case);
    }
    model.index.findings = analysis.findings;
    model.index.suggestions = analysis.suggestions;
    let focus = model.focus.claim;
    model.arrange();
    if model.focus.claim != focus {
        model.unseen = Some(model.now);
    }
}
