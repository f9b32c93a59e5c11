package io.djong.apiserver.registry.devices;

import io.djong.api.types.resource.v1alpha3.DeviceTaintRule;
import io.djong.api.types.resource.v1alpha3.DeviceTaintRuleStatus;
import io.djong.api.types.resource.v1alpha3.ResourceV1Alpha3;
import io.djong.api.types.resource.v1beta2.ResourceV1Beta2;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Ages;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// Taints that somebody other than the driver puts on devices.
final class DeviceTaintRules {
    private DeviceTaintRules() {}

    static ResourceDeclaration<DeviceTaintRule> declaration() {
        return ResourceDeclaration.of(
                        ResourceV1Alpha3.DEVICE_TAINT_RULES,
                        "/registry/devicetaintrules",
                        new RuleStrategy(),
                        columns())
                .withAlternate(
                        DeviceVersions.like(ResourceV1Alpha3.DEVICE_TAINT_RULES, ResourceV1Beta2.DEVICE_TAINT_RULES))
                .withSubresources(List.of(PartView.statusAlone(
                        DeviceTaintRule.TYPE,
                        (kept, sent) -> kept.withStatus(sent.status()),
                        (validation, rule, old) -> validation.checkUpdateStatus(rule, old))));
    }

    private static ColumnTable<DeviceTaintRule> columns() {
        return ColumnTable.<DeviceTaintRule>named()
                .text("Key", "The taint's key.", rule -> rule.spec().taint().key())
                .text("Value", "The taint's value.", rule -> rule.spec().taint().value())
                .text(
                        "Effect",
                        "What the taint does.",
                        rule -> rule.spec().taint().effect())
                .column("TimeAdded", "string", "", 0, "How long it has been there.", DeviceTaintRules::added)
                .age();
    }

    private static String added(DeviceTaintRule rule, Instant now) {
        var added = rule.spec().taint().timeAdded();
        return added == null ? "" : Ages.since(added, now);
    }

    private static DeviceTaintRule at(DeviceTaintRule rule, Instant now) {
        var spec = rule.spec();
        return rule.withSpec(spec.withTaint(spec.taint().withTimeAdded(now.truncatedTo(ChronoUnit.SECONDS))));
    }

    private static final class RuleStrategy implements Strategy<DeviceTaintRule> {
        @Override
        public boolean returnsDeletedObject() {
            return true;
        }

        @Override
        public DeviceTaintRule prepareForCreate(DeviceTaintRule given, OperationContext context) {
            var rule = given.spec().taint().timeAdded() == null ? at(given, context.now()) : given;
            return Metadata.with(rule.withStatus(DeviceTaintRuleStatus.EMPTY), meta -> meta.withGeneration(1));
        }

        /// A changed effect counts from now, unless the writer says otherwise.
        @Override
        public DeviceTaintRule prepareForUpdate(DeviceTaintRule given, DeviceTaintRule old, OperationContext context) {
            var rule = given.withStatus(old.status());
            var taint = rule.spec().taint();
            var before = old.spec().taint();
            var restarts =
                    !taint.effect().equals(before.effect()) && Objects.equals(taint.timeAdded(), before.timeAdded());
            if (taint.timeAdded() == null || restarts) {
                rule = at(rule, context.now());
            }
            var same = rule.spec().equals(old.spec());
            return Metadata.with(
                    rule, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }
    }
}
