//! What a client would rather have: the header `Prefer`. What isn't understood is passed over, as the header's rules say.

use axum::http::HeaderMap;

/// How many items it would have on a page at most.
pub fn page_size(headers: &HeaderMap) -> Option<usize> {
    let values = headers.get_all("prefer").into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split([',', ';'])).find_map(|preference| {
        let (name, value) = preference.split_once('=')?;
        let name = name.trim().to_ascii_lowercase();
        let is_it = name.strip_prefix("odata.").unwrap_or(&name) == "maxpagesize";
        value.trim().trim_matches('"').parse().ok().filter(|size| is_it && *size > 0)
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::page_size;

    #[test]
    fn sizes_of_pages() {
        for (values, wanted) in [
            (&["odata.maxpagesize=5"][..], Some(5)),
            (&["return=minimal, OData.MaxPageSize = 7"], Some(7)),
            (&["return=minimal", "maxpagesize=\"3\""], Some(3)),
            (&["odata.maxpagesize=0"], None),
            (&["odata.maxpagesize=many"], None),
            (&["minpagesize=5"], None),
            (&[], None),
        ] {
            let headers: HeaderMap =
                values.iter().map(|value| ("prefer".parse().unwrap(), value.parse().unwrap())).fold(
                    HeaderMap::new(),
                    |mut headers, (name, value): (axum::http::HeaderName, axum::http::HeaderValue)| {
                        headers.append(name, value);
                        headers
                    },
                );
            assert_eq!(page_size(&headers), wanted, "{values:?}");
        }
    }
}
