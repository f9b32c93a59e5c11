package io.djong.houserules;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Rules about what a declaration may look like: 7 names, 10 fields, 12 checked exceptions.
final class ShapeRules {
    private static final Pattern DRAWER = Pattern.compile(".*(Utils?|Helpers?|Impl)|Common|Misc");
    private static final List<String> DRAWER_PACKAGES =
            List.of("util", "utils", "helper", "helpers", "common", "misc", "impl");

    private final Rooms rooms;

    ShapeRules(Rooms rooms) {
        this.rooms = rooms;
    }

    ArchRule noDrawers() {
        return Condition.everyClassShould("be named after what it is", (type, report) -> {
            if (DRAWER.matcher(type.getSimpleName()).matches()) {
                report.violation(type, type.getName() + " is named like a drawer");
            }
            var below = type.getPackageName().substring(rooms.root().length());
            if (Arrays.stream(below.split("\\.")).anyMatch(DRAWER_PACKAGES::contains)) {
                report.violation(type, "the package of " + type.getName() + " is named like a drawer");
            }
        });
    }

    ArchRule fieldsAreTyped() {
        return Condition.everyClassShould(
                "have no field of type Optional, Date or Object and no public mutable field", (type, report) -> {
                    for (JavaField field : type.getFields()) {
                        if (field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                            continue;
                        }
                        var raw = field.getRawType();
                        if (raw.isEquivalentTo(Optional.class)
                                || raw.isAssignableTo(Date.class)
                                || raw.isEquivalentTo(Object.class) && field.getType() instanceof JavaClass) {
                            report.violation(field, field.getFullName() + " is of type " + raw.getName());
                        }
                        var modifiers = field.getModifiers();
                        if (modifiers.contains(JavaModifier.PUBLIC) && !modifiers.contains(JavaModifier.FINAL)) {
                            report.violation(field, field.getFullName() + " is public and can be changed");
                        }
                    }
                });
    }

    /// The families of `base` are everybody's. Files and streams fail in the JDK's own way: IOException may pass
    /// (docs/decisions/0002).
    ArchRule checkedExceptionsAreTheModulesOwn() {
        return Condition.everyClassShould("meet only the sealed exceptions of the module it calls", (type, report) -> {
            var from = rooms.of(type).orElseThrow();
            for (var call : type.getCodeUnitAccessesFromSelf()) {
                var to = rooms.of(call.getTargetOwner());
                if (to.isEmpty() || to.get().equals(from) || !(call.getTarget() instanceof CodeUnitCallTarget target)) {
                    continue;
                }
                for (ThrowsDeclaration<?> thrown : target.getThrowsClause()) {
                    if (!mayCross(thrown.getRawType(), to.get()) && !isTheCallersOwn(thrown.getRawType(), target)) {
                        report.violation(
                                call,
                                call.getOrigin().getFullName() + " meets "
                                        + thrown.getRawType().getName() + " from " + target.getFullName());
                    }
                }
            }
        });
    }

    private boolean mayCross(JavaClass exception, String room) {
        if (!isChecked(exception)
                || exception.isEquivalentTo(InterruptedException.class)
                || exception.isAssignableTo(IOException.class)) {
            return true;
        }
        var home = rooms.of(exception).orElse("");
        return (home.equals(room) || home.equals("base")) && isSealed(exception.reflect());
    }

    /// `<X extends Exception> … throws X`: what the caller's own lambda throws, which the class file shows as
    /// Exception.
    private static boolean isTheCallersOwn(JavaClass exception, CodeUnitCallTarget target) {
        return exception.isEquivalentTo(Exception.class)
                && target.resolveMember().stream()
                        .flatMap(member -> member.getTypeParameters().stream())
                        .anyMatch(parameter -> parameter.toErasure().isEquivalentTo(Exception.class));
    }

    private static boolean isChecked(JavaClass exception) {
        return !exception.isAssignableTo(RuntimeException.class) && !exception.isAssignableTo(Error.class);
    }

    /// A sealed type, a final one, or a permitted subtype of a sealed one: nobody else can add to the family.
    private static boolean isSealed(Class<?> type) {
        return type.isSealed() || java.lang.reflect.Modifier.isFinal(type.getModifiers());
    }
}
