package io.djong.djong.command;

import java.io.PrintStream;

/// Where a command writes: its result, and what it says about its work or its failure.
record Terminal(PrintStream out, PrintStream err) {}
