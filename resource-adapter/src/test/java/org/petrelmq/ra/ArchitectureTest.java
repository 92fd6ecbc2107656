package org.petrelmq.ra;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The adapter is over the facade: it knows no engine, and has no thread. */
class ArchitectureTest {
    @Test
    void adapterKnowsTheFacadeAndNothingBehindTheSpi() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("org.petrelmq.ra..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.petrelmq.core..", "org.petrelmq.store..", "org.petrelmq.jndi..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.petrelmq"));
    }

    @Test
    void threadsAreTheServers() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("org.petrelmq.ra..")
                .should()
                .callConstructorWhere(JavaCall.Predicates.target(
                        HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(Thread.class))))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.petrelmq.ra"));
    }
}
