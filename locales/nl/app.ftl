### Texts
