package io.djong.api.validation.core;

import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;

/// Accounts of what runs in pods.
public final class ServiceAccountRules {
    private ServiceAccountRules() {}

    /// A new one.
    public static void create(FieldErrors errors, ServiceAccount account) {
        ObjectMetaRules.create(errors, account.metadata(), true, NameRule.SUBDOMAIN);
    }

    /// A changed one.
    public static void update(FieldErrors errors, ServiceAccount account, ServiceAccount old) {
        ObjectMetaRules.update(errors, account.metadata(), old.metadata());
        create(errors, account);
    }
}
