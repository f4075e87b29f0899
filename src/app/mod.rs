//! The pure core: state, messages, effects, actions.
