/// What a row of the table of kinds is made of: the rules of one kind, what they ask of the cluster, and when
/// there are any.
@NullMarked
package io.djong.api.validation.rows;

import org.jspecify.annotations.NullMarked;
