package io.djong.api.codec;

import io.djong.api.json.StringTable;
import org.jspecify.annotations.Nullable;

/// How a text is read.
///
/// @param findProblems whether unknown and duplicate members are reported (`fieldValidation` Strict and Warn)
/// @param strings where strings that repeat are looked up; null for a small table of the reader's own
public record DecodeOptions(boolean findProblems, @Nullable StringTable strings) {
    public static final DecodeOptions LENIENT = new DecodeOptions(false, null);
    public static final DecodeOptions STRICT = new DecodeOptions(true, null);
}
