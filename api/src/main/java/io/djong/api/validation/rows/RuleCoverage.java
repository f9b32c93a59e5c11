package io.djong.api.validation.rows;

/// When objects of a kind are asked more than what all kinds are asked about their metadata.
///
/// @param creation whether a new object is
/// @param update whether a changed object is
/// @param statusUpdate whether an object whose status was changed is
public record RuleCoverage(boolean creation, boolean update, boolean statusUpdate) {
    /// Nothing more.
    public static final RuleCoverage METADATA_ONLY = new RuleCoverage(false, false, false);
}
