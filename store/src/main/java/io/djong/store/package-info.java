/// The revisioned key-value store under the API server: its contract ([Store]) and the values that pass
/// through it.
///
/// The engines live in the packages below: `memory` for tests and simulations, `sqlite` for one server,
/// `etcd` for several. All of them run the same test suite (`StoreContract`) and are compared with the
/// same model (`StoreModel`).
@NullMarked
package io.djong.store;

import org.jspecify.annotations.NullMarked;
