//! The contrast of two colours.

#![cfg(test)]

/// The contrast ratio of two colours such as `#1d2127`, as defined by WCAG: from 1 to 21.
pub fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: &str) -> f64 {
    let channel = |position: usize| {
        let digits = &color[position..position + 2];
        let channel = u8::from_str_radix(digits, 16).expect("two digits");
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[test]
fn black_on_white_has_the_highest_contrast() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
    assert!((contrast("#777777", "#777777") - 1.0).abs() < 0.01);
}
