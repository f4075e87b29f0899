//! What every figure and rule of collections means. Imports nothing of ours.
