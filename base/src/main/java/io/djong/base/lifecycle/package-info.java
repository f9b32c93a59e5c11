/// What starts and stops: a service with a table of legal transitions, and groups that start in order.
@NullMarked
package io.djong.base.lifecycle;

import org.jspecify.annotations.NullMarked;
