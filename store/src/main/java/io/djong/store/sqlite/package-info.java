/// The engine for one server: a SQLite database in write-ahead-log mode, whose one writer makes many
/// commits durable with one sync.
///
/// The file format and the reasons for it are in `docs/decisions/0005-sqlite-file-format.md`. Blocking
/// native calls stay on platform threads: the writer's, the checkpointer's and the readers'.
@NullMarked
package io.djong.store.sqlite;

import org.jspecify.annotations.NullMarked;
