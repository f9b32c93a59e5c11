/// Tests of the node authoriser.
@NullMarked
package io.djong.apiserver.authorization.node;

import org.jspecify.annotations.NullMarked;
