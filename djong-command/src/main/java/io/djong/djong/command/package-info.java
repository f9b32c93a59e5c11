/// The `djong` command: its tree of subcommands, what each prints, and the exit status.
///
/// A component's subcommand hands its arguments untouched to that component's own flag parser. An///n///n///
/// componentn/// that is not there yet has no subcommand.
@NullMarked
package io.djong.djong.command;

import org.jspecify.annotations.NullMarked;
