//! The points of a move in every form, compared with those of `gaps`.

use ladder::{
    model::RoleIndex,
    query::{self, Have, MissingPoints, RouteRequest, Task},
    render::{self, Answer, Format, Medium},
    view::Carried,
    vocabulary::RequirementKind,
};
use proptest::prelude::*;

use super::oracle::{cases, read};

fn written(answer: &dyn Answer, format: Format) -> String {
    let written = render::render(answer, format, Medium::default(), &Carried::default());
    written.expect("the answer has this form")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Short and full sentences, JSON and CSV say the same of the points that are missing; of the first move, what
    /// `gaps` says of them.
    #[test]
    fn every_form_says_the_same_points(case in cases()) {
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let target = RoleIndex::new(case.target);
        let request = RouteRequest { routes: 3, ..RouteRequest::to(target) };
        let path = query::path(&ladder, &state, &request);
        let table = written(&path, Format::Table);
        let mut moves = path.routes.iter().flat_map(|route| &route.moves);
        let is_missing = moves.any(|one| one.missing_points.is_some());
        let page = is_missing.then(|| {
            let goal = (Some(target), None);
            let report = query::report(&ladder, &state, goal, &request.filter, state.as_of);
            written(&report, Format::Markdown)
        });
        let page = page.unwrap_or_default();
        for route in &path.routes {
            for one in &route.moves {
                let Some(missing) = &one.missing_points else {
                    continue;
                };
                let MissingPoints { have, need, .. } = missing;
                prop_assert!(table.contains(&format!("points {have} → {need}")), "{table}");
                let row = format!("| Points | {have} | {need} |");
                prop_assert!(page.contains(&row), "{row}\n{page}");
                let is_more = missing.lacking().0 > 0.0;
                prop_assert!(is_more, "{missing:?}");
            }
            let Some(first) = route.moves.first() else {
                continue;
            };
            let role = ladder.roles().find(|role| ladder[*role].id == first.step.role);
            let gaps = query::gaps(&ladder, &state, role.expect("a role"), false);
            let mut gaps = gaps.gaps.iter();
            let gap = gaps.find(|gap| gap.kind == RequirementKind::Points);
            if let (Some(missing), Some(gap)) = (&first.missing_points, gap) {
                prop_assert_eq!(gap.have.clone(), Some(Have::Points { points: missing.have }));
            }
        }
        let plan = query::plan(&ladder, &state, &RouteRequest::to(target), state.as_of, None);
        let list = written(&plan, Format::List);
        let csv = written(&plan, Format::Csv);
        let json: serde_json::Value = serde_json::from_str(&written(&plan, Format::Json)).expect("JSON");
        let items = json["items"].as_array().expect("a list");
        for (item, json) in plan.items.iter().zip(items) {
            let Task::Points(missing) = &item.task else {
                continue;
            };
            let MissingPoints { have, need, by_required, .. } = &**missing;
            let route = path.routes.first().expect("a route");
            let mut moves = route.moves.iter();
            let same = moves.find(|one| one.step.role == item.role);
            let same = same.and_then(|one| one.missing_points.as_ref());
            prop_assert_eq!(same, Some(&**missing));
            prop_assert!(list.contains(&format!("Points: {have} of {need}, ")), "{list}");
            prop_assert!(csv.contains(&format!("points,points,{have},{need},")), "{csv}");
            let number = |key: &str| json[key].as_f64();
            prop_assert_eq!(number("have"), Some(have.0), "{}", json);
            prop_assert_eq!(number("need"), Some(need.0), "{}", json);
            prop_assert_eq!(number("by_required"), Some(by_required.0), "{}", json);
        }
    }
}
