package io.djong.api.validation.kinds;

import io.djong.api.validation.expression.AdmissionExpressions;

/// How the cluster is configured, as far as rules ask.
///
/// @param privileged whether privileged containers are allowed
/// @param expressions compiles the expressions of webhooks and policies
record Surroundings(boolean privileged, AdmissionExpressions expressions) {}
