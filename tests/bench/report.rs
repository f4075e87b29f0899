//! One line per figure, each beside the limit measured in the same run.

/// What one figure is held against.
pub struct Figure {
    /// Its code, such as `P4`.
    pub code: &'static str,
    /// What was done.
    pub work: String,
    /// What it took.
    pub measured: f64,
    /// What the hardware and PostgreSQL allow, in the same unit.
    pub limit: f64,
    /// How the limit was found.
    pub limit_is: &'static str,
    /// The unit of both.
    pub unit: &'static str,
    /// How many times the limit is allowed; of a speed, how many times it must be.
    pub allowed: f64,
}

impl Figure {
    fn ratio(&self) -> f64 {
        self.measured / self.limit
    }

    /// Of a speed, more is better.
    fn is_speed(&self) -> bool {
        self.unit.ends_with("/s")
    }

    fn met(&self) -> bool {
        if self.is_speed() {
            self.ratio() >= self.allowed
        } else {
            self.ratio() <= self.allowed
        }
    }
}

/// Prints what the figures were measured on: cores, how busy they are already, and how large the ledger is.
pub fn machine(customers: u32) {
    let cores = std::thread::available_parallelism().map_or(0, |cores| cores.get());
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<_> = load.split_whitespace().take(3).collect();
    let load = match load.is_empty() {
        true => "unknown".to_owned(),
        false => load.join(" "),
    };
    let invoices = u64::from(customers) * 10;
    println!(
        "{cores} cores, load average {load}; {customers} customers, {invoices} open invoices\n"
    );
}

/// Prints the table.
pub fn print(figures: &[Figure]) {
    println!(
        "{:<4} {:<58} {:>12} {:>12} {:>7} {:>8}  limit is",
        "", "work", "measured", "limit", "ratio", "target"
    );
    for figure in figures {
        let sign = if figure.is_speed() { "≥" } else { "≤" };
        println!(
            "{:<4} {:<58} {:>12} {:>12} {:>7.2} {:>8}  {}{}",
            figure.code,
            figure.work,
            format!("{:.2} {}", figure.measured, figure.unit),
            format!("{:.2} {}", figure.limit, figure.unit),
            figure.ratio(),
            format!("{sign} {:.1}", figure.allowed),
            figure.limit_is,
            if figure.met() { "" } else { "   MISSED" },
        );
    }
}
