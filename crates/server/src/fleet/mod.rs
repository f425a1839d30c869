//! A made-up fleet that speaks to a server as agents on devices do: to train on, to show, and to test with.
//!
//! Which devices there are follows from a number, so the same fleet comes back when it is started again: each device enrols with the
//! same id, which the server knows.

mod client;
mod device;
mod world;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::{Duration, Instant};

use client::Client;
use device::Device;

use crate::args::FleetArgs;

/// Lets the fleet live.
///
/// # Errors
/// What went wrong, and what to do.
pub fn run(args: &FleetArgs) -> Result<(), String> {
    let every = args.every.map(Duration::try_from_secs_f64).transpose();
    let every = every.map_err(|_| "--every must be a number of seconds, 0 or more".to_owned())?;
    let client = Client::new(&args.server);
    let delivered = if args.delivered { client.registered()? } else { Vec::new() };
    let mut devices: Vec<Device> = (0..args.devices)
        .map(|number| Device::new(args.seed, number, delivered.get(number as usize)))
        .collect();
    let bought: Vec<(&str, &str)> = devices.iter().filter_map(Device::bought).collect();
    if !bought.is_empty() {
        world::buy(&client, args.seed, &bought)?;
    }
    let begun = Instant::now();
    // By when, and whose turn it is then. They come one after the other in the first seconds, as people switch them on.
    let spread = every.unwrap_or(Duration::from_secs(5));
    let mut turns: BinaryHeap<Reverse<(Duration, usize)>> = (0..devices.len())
        .map(|number| Reverse((spread.mul_f64(share(number, devices.len())), number)))
        .collect();
    let mut lived = 0_u64;
    while let Some(Reverse((at, number))) = turns.pop() {
        std::thread::sleep(at.saturating_sub(begun.elapsed()));
        let device = &mut devices[number];
        let wait = match device.live(&client) {
            Ok(wait) => wait,
            // The first of all shows whether there is a server; a server that is away for a while comes back.
            Err(error) if lived == 0 => return Err(error),
            Err(error) => {
                eprintln!("muster-server fleet: {error}");
                Some(Duration::from_secs(5))
            }
        };
        lived += 1;
        if args.check_ins.is_some_and(|most| device.check_ins >= most) {
            continue;
        }
        if let Some(wait) = wait {
            turns.push(Reverse((begun.elapsed() + device.pace(every.unwrap_or(wait)), number)));
        }
    }
    let managed = devices.iter().filter(|device| device.is_managed()).count();
    println!("{managed} of {} devices are managed", devices.len());
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a fleet has far fewer than 2^52 devices")]
fn share(number: usize, all: usize) -> f64 {
    number as f64 / all as f64
}
