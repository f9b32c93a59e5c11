package io.djong.apiserver.authorization;

/// What an authoriser says, with the reason that makes it explainable.
public sealed interface Decision {
    /// Why.
    String reason();

    /// Allowed; no further authoriser is asked.
    record Allow(String reason) implements Decision {}

    /// Refused; no further authoriser is asked.
    record Deny(String reason) implements Decision {}

    /// Not decided here.
    record NoOpinion(String reason) implements Decision {}
}
