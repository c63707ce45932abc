package dev.muzon.assistant;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.muzon.runtime.contract.AccountsApi;
import dev.muzon.runtime.contract.ChannelsApi;
import dev.muzon.runtime.contract.MessagesApi;
import dev.muzon.runtime.contract.NotesApi;
import dev.muzon.runtime.contract.VoiceChatsApi;
import dev.muzon.testkit.architecture.ArchitectureRules;
import dev.muzon.testkit.architecture.ContractRules;

@AnalyzeClasses(packages = "dev.muzon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule itsContractsAreImplemented = ContractRules.implementedIn(
            "dev.muzon.assistant..",
            AccountsApi.class,
            ChannelsApi.class,
            MessagesApi.class,
            NotesApi.class,
            VoiceChatsApi.class);
}
