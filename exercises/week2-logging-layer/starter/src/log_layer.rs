use tower::Layer;

/// TODO: return a service of your own around `inner`, which logs each answer.
/// The README says which two methods it needs, and what to look out for.
#[derive(Clone)]
pub struct LogLayer;

impl<S> Layer<S> for LogLayer {
    type Service = S;

    fn layer(&self, inner: S) -> S {
        inner
    }
}
