//! A map without a map: points around a place, with rings of distance. Each point stands in the table beside it.

use crate::providers::rules::way::metres_in_words;
use wamnet::Spot;

/// How wide and high the drawing is.
pub const WIDTH: f64 = 816.0;
/// As above.
pub const HEIGHT: f64 = 480.0;
/// Free room at the edge.
const EDGE: f64 = 28.0;

/// A drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// The points, in the order in which they came; those without a place are left out.
    pub points: Vec<Drawn>,
    /// The rings, from the inner one out.
    pub rings: Vec<Ring>,
    /// The place in the middle of the rings.
    pub from: (f64, f64),
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// Which of the spots.
    pub at: usize,
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A ring of distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// Its radius on the drawing.
    pub radius: f64,
    /// 2km.
    pub label: String,
    /// Where its word stands.
    pub y: f64,
}

/// Draws spots around a place so that all of them are seen.
pub fn draw(spots: &[Option<Spot>], from: Spot) -> Drawing {
    let (latitude, longitude) = from.degrees();
    let east = latitude.to_radians().cos();
    // Metres to the east and to the north of the place.
    let metres = |spot: Spot| {
        let (north, other) = spot.degrees();
        ((other - longitude) * 111_195.0 * east, (north - latitude) * 111_195.0)
    };
    let all: Vec<(usize, (f64, f64))> =
        spots.iter().enumerate().filter_map(|(at, spot)| Some((at, metres((*spot)?)))).collect();
    let most = |of: fn(&(f64, f64)) -> f64| all.iter().map(|(_, xy)| of(xy).abs()).fold(500.0, f64::max);
    let scale = ((WIDTH / 2.0 - EDGE) / most(|xy| xy.0)).min((HEIGHT / 2.0 - EDGE) / most(|xy| xy.1));
    let (x0, y0) = (WIDTH / 2.0, HEIGHT / 2.0);
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    let point =
        |(at, (x, y)): &(usize, (f64, f64))| Drawn { at: *at, x: tenth(x0 + x * scale), y: tenth(y0 - y * scale) };
    let ring = |metres: f64| {
        let radius = tenth(metres * scale);
        Ring { radius, label: metres_in_words(metres), y: tenth(y0 - radius + 14.0) }
    };
    Drawing {
        points: all.iter().map(point).collect(),
        rings: rings(scale).into_iter().map(ring).collect(),
        from: (x0, y0),
    }
}

/// Two or three rings of round distances that fit.
fn rings(scale: f64) -> Vec<f64> {
    const STEPS: [f64; 12] = [200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6];
    let fits = |metres: &&f64| (40.0..=HEIGHT / 2.0).contains(&(**metres * scale));
    let mut found: Vec<f64> = STEPS.iter().filter(fits).copied().collect();
    found.truncate(3);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn north_is_up_and_what_has_no_place_is_left_out() {
        let from = Spot::of(35.0, 142.0);
        let spots = [Some(Spot::of(35.02, 142.0)), None, Some(Spot::of(35.0, 142.05)), Some(from)];
        let drawing = draw(&spots, from);
        let [north, east, middle] = drawing.points.as_slice() else { panic!("three points") };
        assert_eq!((north.at, east.at, middle.at), (0, 2, 3));
        assert!(north.y < middle.y && (north.x - middle.x).abs() < 0.2);
        assert!(east.x > middle.x && (east.y - middle.y).abs() < 0.2);
        assert_eq!((middle.x, middle.y), drawing.from);
        assert_eq!(
            drawing.rings.iter().map(|ring| ring.label.as_str()).collect::<Vec<_>>(),
            ["500m", "1.0km", "2.0km"]
        );
    }

    proptest! {
        #[test]
        fn every_point_lies_on_the_paper_and_there_is_a_ring(places in proptest::collection::vec((24.0f64..45.0, 123.0f64..150.0), 1..30)) {
            let spots: Vec<Option<Spot>> = places.iter().map(|(north, east)| Some(Spot::of(*north, *east))).collect();
            let drawing = draw(&spots, Spot::of(35.0, 139.0));
            prop_assert_eq!(drawing.points.len(), spots.len());
            prop_assert!(drawing.points.iter().all(|point| (0.0..=WIDTH).contains(&point.x) && (0.0..=HEIGHT).contains(&point.y)));
            prop_assert!(!drawing.rings.is_empty());
        }
    }
}
