// Whether this browser runs WebAssembly with SIMD. `cargo xtask finish-dist` puts this in front of what has to know.
//
// The module has one function: (func (result v128) (i8x16.popcnt (i8x16.splat (i32.const 0)))).
const HAS_SIMD = WebAssembly.validate(
  Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11),
);
