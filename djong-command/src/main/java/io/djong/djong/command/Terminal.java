package io.djong.djong.command;

import java.io.PrintStream;

/// Where a command writes: its result, and what it says about its work or its failure.
///
/// @param columns how wide lines may be; 0 when they may have any length
record Terminal(PrintStream out, PrintStream err, int columns) {}
