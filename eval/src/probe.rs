//! Counters of dispatch and allocation, compiled away when off.
