/// A request's path as one readable list of stages: deadline, authentication, audit, impersonation, flow control,
/// authorisation, and then whoever answers.
@NullMarked
package io.djong.apiserver.pipeline;

import org.jspecify.annotations.NullMarked;
