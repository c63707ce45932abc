package dev.muzon.extractor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.AddressRule;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.ForwardProxy;
import dev.muzon.runtime.contract.LyricsApi;
import dev.muzon.runtime.contract.ResolutionsApi;
import dev.muzon.runtime.contract.SearchApi;
import dev.muzon.runtime.contract.SongsApi;
import dev.muzon.runtime.contract.SourcesApi;
import dev.muzon.testkit.architecture.ArchitectureRules;
import dev.muzon.testkit.architecture.ContractRules;
import javax.net.ssl.SSLContext;

@AnalyzeClasses(packages = "dev.muzon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

    /** A connection that forgot the exit would go around the operator's proxy. */
    @ArchTest
    static final ArchRule everyConnectionLeavesThroughTheOperatorsProxy = noClasses()
            .should()
            .callConstructor(Door.class, AddressRule.class, SSLContext.class, DoorLimits.class)
            .orShould()
            .callConstructor(Documents.class, AddressRule.class, SSLContext.class, DoorLimits.class)
            .orShould()
            .callConstructor(ForwardProxy.class, AddressGuard.class, DoorLimits.class)
            .because("the operator's proxy is passed as NetworkExit");

    @ArchTest
    static final ArchRule itsContractsAreImplemented = ContractRules.implementedIn(
            "dev.muzon.extractor..",
            SourcesApi.class,
            SearchApi.class,
            LyricsApi.class,
            ResolutionsApi.class,
            SongsApi.class);
}
