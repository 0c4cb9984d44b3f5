pub mod check;
pub mod diagnostic;
pub mod load;
pub mod model;
pub mod text;
#[cfg(test)]
mod smoke {
    #[test]
    fn embedded() {
        let text = crate::text::Text::new("l", std::fs::read_to_string("data/machine-learning-engineer.yaml").unwrap());
        let show = |r: crate::diagnostic::Report| { for d in r.diagnostics() { let p = text.locate(&d.place); eprintln!("{} {} {:?}", text.position(p.start), d.message, d.help); } panic!() };
        let doc = crate::load::ladder(&text).unwrap_or_else(|r| show(r));
        let ladder = crate::check::ladder(&doc).unwrap_or_else(|r| { for d in r.diagnostics() { eprintln!("{} {:?}", d.message, d.help); } panic!() });
        assert_eq!(ladder.graph.node_count(), 16);
        let text2 = crate::text::Text::new("p", std::fs::read_to_string("data/profile.yaml").unwrap());
        let p = crate::load::profile(&text2).unwrap();
        let c = crate::check::profile(&p, &ladder).unwrap();
        eprintln!("{c:?}");
    }
}
