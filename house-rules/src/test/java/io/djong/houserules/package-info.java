/// The rules of the house, each with a fixture that breaks it and a test that sees the rule catch the fixture.
@NullMarked
package io.djong.houserules;

import org.jspecify.annotations.NullMarked;
