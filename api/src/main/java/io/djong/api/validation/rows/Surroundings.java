package io.djong.api.validation.rows;

import io.djong.api.validation.devices.SelectorCheck;
import io.djong.api.validation.expression.AdmissionExpressions;
import io.djong.api.validation.expression.SchemaExpressions;

/// How the cluster is configured, as far as rules ask.
///
/// @param privileged whether privileged containers are allowed
/// @param expressions compiles the expressions of webhooks and policies
/// @param rules reads the rules in schemas of custom resources
/// @param selectors compiles the expressions that choose devices
public record Surroundings(
        boolean privileged, AdmissionExpressions expressions, SchemaExpressions rules, SelectorCheck selectors) {}
