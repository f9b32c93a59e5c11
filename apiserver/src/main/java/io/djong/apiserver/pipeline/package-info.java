/// A request's path as one readable list: request info, deadline, authentication, impersonation,
/// authorisation, verb (DESIGN 3.7).
@NullMarked
package io.djong.apiserver.pipeline;

import org.jspecify.annotations.NullMarked;
