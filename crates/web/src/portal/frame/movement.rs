//! How a frame writes how far a model is and whether an organisation stands.

use super::Frame;
use crate::portal::html::Html;
use chungtay_ledger::emulation::ModelStage;
use chungtay_ledger::organisations::Standing;
use std::borrow::Borrow;

impl Frame {
    /// How far a model is in the cycle.
    #[must_use]
    pub fn model_stage(&self, stage: impl Borrow<ModelStage>) -> Html {
        let stage = *stage.borrow();
        let key = format!("model-stage-{}", stage.word());
        match stage {
            ModelStage::Registered | ModelStage::Checked | ModelStage::Scored => {
                self.mark("wait", "wait", &key)
            }
            ModelStage::Recognised => self.mark("good", "agree", &key),
            ModelStage::NotFound | ModelStage::Revoked => self.mark("bad", "reversed", &key),
        }
    }

    /// Whether an organisation stands, and since when it does not; nothing of one that does.
    #[must_use]
    pub fn standing(&self, standing: impl Borrow<Standing>) -> Html {
        let standing = *standing.borrow();
        let key = format!("standing-{}", standing.word());
        let mark = |icon| self.mark("open", icon, &key);
        match standing {
            Standing::Stands => Html::new(),
            Standing::NotYet => mark("wait"),
            Standing::Past => mark("none"),
            Standing::Merged(_, day) | Standing::Ended(day) => {
                mark("none").raw(" ").html(&self.date(day))
            }
        }
    }
}
