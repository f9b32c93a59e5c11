package io.djong.api.validation.batch;

import io.djong.api.cron.CronException;
import io.djong.api.cron.CronSchedule;
import io.djong.api.cron.TimeZones;
import io.djong.api.meta.StringCodec;
import io.djong.api.types.batch.v1.CronJob;
import io.djong.api.types.batch.v1.CronJobSpec;
import io.djong.api.types.batch.v1.JobSpec;
import io.djong.api.types.meta.v1.LabelSelectorCodec;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Jobs on a schedule.
public final class CronJobRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    /// The controller appends a hyphen and the time in minutes.
    private static final int NAME_MAX_BYTES = 52;

    private static final int ZONE_PART_MAX = 14;
    private static final List<String> CONCURRENCY = List.of("Allow", "Forbid", "Replace");

    private CronJobRules() {}

    /// A new one.
    public static void create(FieldErrors errors, CronJob job, boolean privileged) {
        ObjectMetaRules.create(errors, job.metadata(), true, NameRule.SUBDOMAIN);
        spec(errors, job.spec(), null, privileged);
        String name = job.metadata().name();
        if (ByteLength.of(name) > NAME_MAX_BYTES) {
            errors.invalid(FieldPath.of("metadata").child("name"), name, "must be no more than 52 characters");
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, CronJob job, CronJob old, boolean privileged) {
        ObjectMetaRules.update(errors, job.metadata(), old.metadata());
        spec(errors, job.spec(), old.spec(), privileged);
    }

    private static void spec(FieldErrors errors, CronJobSpec spec, @Nullable CronJobSpec old, boolean privileged) {
        var schedule = SPEC.child("schedule");
        if (spec.schedule().isEmpty()) {
            errors.required(schedule);
        } else {
            boolean zoneAllowed = old != null && old.schedule().contains("TZ");
            schedule(errors, schedule, spec, zoneAllowed);
        }
        JobSpecRules.notNegative(errors, SPEC.child("startingDeadlineSeconds"), spec.startingDeadlineSeconds());
        String zone = spec.timeZone();
        if (zone != null && (old == null || !Objects.equals(old.timeZone(), zone))) {
            zone(errors, SPEC.child("timeZone"), zone);
        }
        var concurrency = SPEC.child("concurrencyPolicy");
        if (spec.concurrencyPolicy().isEmpty()) {
            errors.required(concurrency);
        } else if (!CONCURRENCY.contains(spec.concurrencyPolicy())) {
            errors.notSupported(concurrency, spec.concurrencyPolicy(), CONCURRENCY);
        }
        var template = old == null ? null : old.jobTemplate().spec().template();
        var path = SPEC.child("jobTemplate").child("spec");
        JobSpecRules.check(errors, path, spec.jobTemplate().spec(), template, privileged);
        selector(errors, path, spec.jobTemplate().spec());
        JobSpecRules.notNegative(errors, SPEC.child("successfulJobsHistoryLimit"), spec.successfulJobsHistoryLimit());
        JobSpecRules.notNegative(errors, SPEC.child("failedJobsHistoryLimit"), spec.failedJobsHistoryLimit());
    }

    private static void schedule(FieldErrors errors, FieldPath path, CronJobSpec spec, boolean zoneAllowed) {
        String schedule = spec.schedule();
        try {
            CronSchedule.parse(schedule);
        } catch (CronException e) {
            errors.invalid(path, schedule, String.valueOf(e.getMessage()));
        }
        if (!schedule.contains("TZ")) {
            return;
        }
        if (!zoneAllowed) {
            errors.invalid(path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        } else if (spec.timeZone() != null) {
            errors.invalid(path, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule");
        }
    }

    private static void zone(FieldErrors errors, FieldPath path, String zone) {
        String shown = Shown.json(StringCodec.CODEC, zone);
        if (zone.isEmpty()) {
            errors.invalidShown(path, shown, "timeZone must be nil or non-empty string");
            return;
        }
        for (String part : zone.split("/", -1)) {
            if (!isZonePart(part)) {
                errors.invalidShown(path, shown, "unknown time zone " + zone);
                return;
            }
        }
        if (zone.equalsIgnoreCase("Local")) {
            errors.invalidShown(
                    path,
                    shown,
                    "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        }
        if (!zone.equals("Local") && TimeZones.find(zone) == null) {
            errors.invalidShown(path, shown, TimeZones.refusal(zone));
        }
    }

    private static boolean isZonePart(String part) {
        return !part.isEmpty()
                && part.length() <= ZONE_PART_MAX
                && !part.equals(".")
                && !part.equals("..")
                && !part.startsWith("-")
                && part.chars().allMatch(CronJobRules::isOfZone);
    }

    private static boolean isOfZone(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ".-_+".indexOf(c) >= 0;
    }

    private static void selector(FieldErrors errors, FieldPath path, JobSpec spec) {
        if (spec.selector() != null) {
            errors.invalidShown(
                    path.child("selector"),
                    Shown.json(LabelSelectorCodec.CODEC, spec.selector()),
                    "`selector` will be auto-generated");
        }
        if (Boolean.TRUE.equals(spec.manualSelector())) {
            errors.notSupportedShown(path.child("manualSelector"), "true", List.of("nil", "false"));
        }
    }
}
