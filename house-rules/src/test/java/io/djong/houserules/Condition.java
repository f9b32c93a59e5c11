package io.djong.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasSourceCodeLocation;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.function.BiConsumer;

/// Turns a check of one class into a rule over all of them.
final class Condition extends ArchCondition<JavaClass> {
    private final BiConsumer<JavaClass, Report> check;

    private Condition(String description, BiConsumer<JavaClass, Report> check) {
        super(description);
        this.check = check;
    }

    /// What a check calls for each violation: where it stands, and one sentence.
    interface Report {
        void violation(HasSourceCodeLocation where, String sentence);
    }

    static ArchRule everyClassShould(String description, BiConsumer<JavaClass, Report> check) {
        return ArchRuleDefinition.classes()
                .should(new Condition(description, check))
                .allowEmptyShould(true);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        check.accept(
                type,
                (where, sentence) -> events.add(
                        SimpleConditionEvent.violated(where, sentence + " in " + where.getSourceCodeLocation())));
    }
}
