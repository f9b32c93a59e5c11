package io.djong.apiserver.enablement;

import io.djong.base.features.FeatureGates;
import io.djong.base.features.FeatureSpec;
import java.util.ArrayList;
import java.util.List;

/// Upstream's table of gates for kube-apiserver: what `--feature-gates` may name.
final class KnownFeatures {
    /// Name, stage, default, whether it is locked to that, and the gates that it needs.
    private static final String TABLE = """
            APIResponseCompression BETA on
            APIServerIdentity BETA on
            APIServerTracing GA on locked
            APIServingWithRoutine ALPHA off
            AggregatedDiscoveryRemoveBetaType DEPRECATED on locked
            AllowDNSOnlyNodeCSR DEPRECATED off
            AllowInsecureKubeletCertificateSigningRequests DEPRECATED off
            AllowOverwriteTerminationGracePeriodSeconds DEPRECATED off locked
            AllowParsingUserUIDFromCertAuth BETA on
            AllowServiceExternalIPs GA on
            AllowUnsafeMalformedObjectDeletion ALPHA off
            AnonymousAuthConfigurableEndpoints GA on locked
            AnyVolumeDataSource GA on locked
            AtomicFIFO BETA on
            AuthorizeNodeWithSelectors GA on locked needs:AuthorizeWithSelectors
            AuthorizePodWebsocketUpgradeCreatePermission BETA on
            AuthorizeWithSelectors GA on locked
            BtreeWatchCache GA on locked
            CBORServingAndStorage ALPHA off
            CPUManagerPolicyAlphaOptions ALPHA off
            CPUManagerPolicyBetaOptions BETA on
            CPUManagerPolicyOptions GA on locked
            CRDObservedGenerationTracking BETA on
            CRDValidationRatcheting GA on locked
            CRIListStreaming ALPHA off
            CSIServiceAccountTokenSecrets GA on locked
            CSIVolumeHealth ALPHA off
            ChangeContainerStatusOnKubeletRestart DEPRECATED off
            ClearingNominatedNodeNameAfterBinding BETA on
            ClientsAllowCARotation BETA on
            ClientsAllowCBOR ALPHA off
            ClientsAllowTLSCacheGC BETA on
            ClientsPreferCBOR ALPHA off
            CloudControllerManagerWatchBasedRoutesReconciliation ALPHA off
            CloudControllerManagerWebhook ALPHA off
            ClusterTrustBundle BETA off
            ClusterTrustBundleProjection BETA off needs:ClusterTrustBundle
            ComponentFlagz BETA on
            ComponentStatusz BETA on
            ConcurrentWatchObjectDecode BETA off
            ConsistentListFromCache GA on locked
            ConstrainedImpersonation BETA on
            ContainerCheckpoint BETA on
            ContainerRestartRules BETA on
            ContainerStopSignals ALPHA off
            CoordinatedLeaderElection BETA off
            CrossNamespaceVolumeDataSource ALPHA off
            CustomCPUCFSQuotaPeriod GA on
            CustomResourceFieldSelectors GA on locked
            DRAAdminAccess GA on locked needs:DynamicResourceAllocation
            DRAConsumableCapacity BETA on needs:DynamicResourceAllocation
            DRADeviceBindingConditions BETA on needs:DRAResourceClaimDeviceStatus,DynamicResourceAllocation
            DRADeviceTaintRules BETA off needs:DRADeviceTaints
            DRADeviceTaints BETA on needs:DynamicResourceAllocation
            DRAExtendedResource BETA on needs:DynamicResourceAllocation
            DRAListTypeAttributes ALPHA off needs:DynamicResourceAllocation
            DRANodeAllocatableResources ALPHA off needs:DynamicResourceAllocation
            DRAPartitionableDevices BETA on needs:DynamicResourceAllocation
            DRAPrioritizedList GA on needs:DynamicResourceAllocation
            DRAResourceClaimDeviceStatus BETA on
            DRAResourceClaimGranularStatusAuthorization BETA on needs:DRAResourceClaimDeviceStatus,DynamicResourceAllocation
            DRAResourcePoolStatus ALPHA off needs:DynamicResourceAllocation
            DRASchedulerFilterTimeout BETA on needs:DynamicResourceAllocation
            DRAWorkloadResourceClaims ALPHA off needs:DynamicResourceAllocation,GenericWorkload
            DeclarativeValidation GA on locked
            DeclarativeValidationBeta BETA on needs:DeclarativeValidation
            DeclarativeValidationTakeover DEPRECATED off needs:DeclarativeValidation
            DeploymentReplicaSetTerminatingReplicas BETA on
            DetectCacheInconsistency BETA on
            DisableAllocatorDualWrite GA on locked needs:MultiCIDRServiceAllocator
            DisableCPUQuotaWithExclusiveCPUs DEPRECATED on
            DisableNodeKubeProxyVersion DEPRECATED on locked
            DynamicResourceAllocation GA on locked
            EnvFiles BETA on
            EventedPLEG ALPHA off
            ExecProbeTimeout GA on locked
            ExtendWebSocketsToKubelet BETA on needs:NodeDeclaredFeatures
            ExternalServiceAccountTokenSigner GA on locked
            GangScheduling ALPHA off needs:GenericWorkload
            GenericWorkload ALPHA off
            GitRepoVolumeDriver DEPRECATED off locked
            GracefulNodeShutdown BETA on
            GracefulNodeShutdownBasedOnPodPriority BETA on needs:GracefulNodeShutdown
            HPAConfigurableTolerance BETA on
            HPAScaleToZero ALPHA off
            HostnameOverride BETA on
            ImageMaximumGCAge GA on locked
            ImageVolume GA on locked
            ImageVolumeWithDigest ALPHA off needs:ImageVolume
            InOrderInformers GA on locked
            InOrderInformersBatchProcess BETA on
            InPlacePodLevelResourcesVerticalScaling BETA on needs:InPlacePodVerticalScaling,NodeDeclaredFeatures,PodLevelResources
            InPlacePodVerticalScaling GA on locked
            InPlacePodVerticalScalingExclusiveCPUs ALPHA off needs:InPlacePodVerticalScaling
            InPlacePodVerticalScalingExclusiveMemory ALPHA off needs:InPlacePodVerticalScaling
            InPlacePodVerticalScalingInitContainers BETA on needs:InPlacePodVerticalScaling,NodeDeclaredFeatures
            InformerResourceVersion GA on
            JobBackoffLimitPerIndex GA on locked
            JobManagedBy GA on locked
            JobPodReplacementPolicy GA on locked
            JobSuccessPolicy GA on locked
            KMSv1 DEPRECATED off
            KubeletCgroupDriverFromCRI GA on locked
            KubeletCrashLoopBackOffMax BETA on
            KubeletEnsureSecretPulledImages BETA on
            KubeletFineGrainedAuthz GA on locked
            KubeletInUserNamespace ALPHA off
            KubeletPSI GA on locked
            KubeletPodResourcesDynamicResources GA on locked
            KubeletPodResourcesGet GA on locked
            KubeletPodResourcesListUseActivePods DEPRECATED on
            KubeletRegistrationGetOnExistsOnly DEPRECATED off
            KubeletSeparateDiskGC BETA on
            KubeletServiceAccountTokenForCredentialProviders BETA on
            KubeletTracing GA on locked
            ListFromCacheSnapshot BETA on
            LocalStorageCapacityIsolationFSQuotaMonitoring BETA off
            LogarithmicScaleDown GA on locked
            ManifestBasedAdmissionControlConfig ALPHA off
            MatchLabelKeysInPodAffinity GA on locked
            MatchLabelKeysInPodTopologySpread BETA on
            MatchLabelKeysInPodTopologySpreadSelectorMerge BETA on needs:MatchLabelKeysInPodTopologySpread
            MaxUnavailableStatefulSet BETA off
            MemoryQoS ALPHA off
            MultiCIDRServiceAllocator GA on locked
            MutableCSINodeAllocatableCount GA on locked
            MutablePVNodeAffinity ALPHA off
            MutablePodResourcesForSuspendedJobs BETA on
            MutableSchedulingDirectivesForSuspendedJobs BETA on
            MutatingAdmissionPolicy GA on
            NFTablesProxyMode GA on locked
            NodeDeclaredFeatures BETA on
            NodeInclusionPolicyInPodTopologySpread GA on locked
            NodeLogQuery GA on locked
            NodeSwap GA on locked
            NominatedNodeNameForExpectation BETA on
            OpenAPIEnums BETA on
            OpportunisticBatching BETA on
            OrderedNamespaceDeletion GA on locked
            PLEGOnDemandRelist BETA on
            PersistentVolumeClaimUnusedSinceTime ALPHA off
            PodAndContainerStatsFromCRI ALPHA off
            PodCertificateRequest BETA off needs:AuthorizeNodeWithSelectors
            PodDeletionCost BETA on
            PodLevelResourceManagers ALPHA off needs:PodLevelResources
            PodLevelResources BETA on
            PodLifecycleSleepAction GA on locked
            PodLifecycleSleepActionAllowZero GA on locked needs:PodLifecycleSleepAction
            PodLogsQuerySplitStreams ALPHA off
            PodObservedGenerationTracking GA on locked
            PodReadyToStartContainersCondition BETA on
            PodSchedulingReadiness GA on locked
            PodTopologyLabelsAdmission BETA on
            PodsAPI ALPHA off
            PortForwardWebsockets BETA on
            PreferSameTrafficDistribution GA on locked
            PreventStaticPodAPIReferences BETA on
            ProcMountType GA on locked needs:UserNamespacesSupport
            QOSReserved ALPHA off
            RecoverVolumeExpansionFailure GA on locked
            RecursiveReadOnlyMounts GA on locked
            ReduceDefaultCrashLoopBackOffDecay ALPHA off
            RelaxedDNSSearchValidation GA on locked
            RelaxedEnvironmentVariableValidation GA on locked
            RelaxedServiceNameValidation BETA on
            ReloadKubeletClientCAFile BETA on
            ReloadKubeletServerCertificateFile BETA on
            RemoteRequestHeaderUID BETA on
            ResilientWatchCacheInitialization GA on locked
            ResourceHealthStatus BETA on needs:DynamicResourceAllocation
            ResourceHealthStatusMessage BETA on needs:ResourceHealthStatus
            RestartAllContainersOnContainerExits BETA on needs:ContainerRestartRules,NodeDeclaredFeatures
            RetryGenerateName GA on locked
            RotateKubeletServerCertificate BETA on
            RuntimeClassInImageCriApi ALPHA off
            SELinuxChangePolicy GA on locked
            SELinuxMount BETA off
            SELinuxMountReadWriteOncePod GA on locked
            SchedulerAsyncAPICalls BETA off
            SchedulerAsyncPreemption BETA on
            SchedulerPopFromBackoffQ BETA on
            SchedulerQueueingHints GA on locked
            SeparateCacheWatchRPC DEPRECATED off locked
            SeparateTaintEvictionController GA on locked
            ServiceAccountNodeAudienceRestriction BETA on
            ServiceAccountTokenJTI GA on locked
            ServiceAccountTokenNodeBinding GA on locked needs:ServiceAccountTokenNodeBindingValidation
            ServiceAccountTokenNodeBindingValidation GA on locked
            ServiceAccountTokenPodNodeInfo GA on locked
            ServiceCIDRStatusFieldWiping DEPRECATED on
            ShardedListAndWatch ALPHA off
            SidecarContainers GA on locked
            SizeBasedListCostEstimate BETA on
            StaleControllerConsistencyDaemonSet BETA on needs:AtomicFIFO
            StaleControllerConsistencyJob BETA on needs:AtomicFIFO
            StaleControllerConsistencyReplicaSet BETA on needs:AtomicFIFO
            StaleControllerConsistencyStatefulSet BETA on needs:AtomicFIFO
            StatefulSetSemanticRevisionComparison BETA on
            StorageCapacityScoring ALPHA off
            StorageNamespaceIndex DEPRECATED on
            StorageVersionAPI ALPHA off needs:APIServerIdentity
            StorageVersionHash BETA on
            StorageVersionMigrator BETA off
            StreamingCollectionEncodingToJSON GA on locked
            StreamingCollectionEncodingToProtobuf GA on locked
            StrictIPCIDRValidation BETA on
            StructuredAuthenticationConfiguration GA on locked
            StructuredAuthenticationConfigurationEgressSelector BETA on needs:StructuredAuthenticationConfiguration
            StructuredAuthenticationConfigurationJWKSMetrics BETA on needs:StructuredAuthenticationConfiguration
            SupplementalGroupsPolicy GA on locked
            SystemdWatchdog GA on locked
            TaintTolerationComparisonOperators ALPHA off
            TokenRequestServiceAccountUIDValidation BETA on
            TopologyAwareWorkloadScheduling ALPHA off needs:GenericWorkload
            TopologyManagerPolicyAlphaOptions ALPHA off
            TopologyManagerPolicyBetaOptions BETA on
            TopologyManagerPolicyOptions GA on locked
            TranslateStreamCloseWebsocketRequests BETA on
            UnauthenticatedHTTP2DOSMitigation BETA on
            UnknownVersionInteroperabilityProxy BETA on needs:APIServerIdentity
            UnlockWhileProcessingFIFO BETA on
            UserNamespacesHostNetworkSupport ALPHA off needs:NodeDeclaredFeatures,UserNamespacesSupport
            UserNamespacesSupport GA on locked
            VolumeAttributesClass GA on locked
            VolumeLimitScaling ALPHA off
            WatchCacheInitializationPostStartHook BETA on
            WatchList BETA on
            WatchListClient BETA on
            WinDSR GA on locked
            WinOverlay GA on locked
            WindowsCPUAndMemoryAffinity ALPHA off
            WindowsGracefulNodeShutdown BETA on needs:GracefulNodeShutdown
            WindowsHostNetwork DEPRECATED off
            WorkloadAwarePreemption ALPHA off needs:GangScheduling
            WorkloadWithJob ALPHA off needs:GenericWorkload
            """;

    private KnownFeatures() {}

    /// All of them at their defaults.
    static FeatureGates gates() {
        return FeatureGates.of(TABLE.lines().map(KnownFeatures::spec).toList());
    }

    private static FeatureSpec spec(String line) {
        var words = List.of(line.split(" "));
        var needed = new ArrayList<String>();
        for (var word : words) {
            if (word.startsWith("needs:")) {
                needed.addAll(List.of(word.substring("needs:".length()).split(",")));
            }
        }
        return new FeatureSpec(
                words.getFirst(),
                FeatureSpec.Stage.valueOf(words.get(1)),
                words.get(2).equals("on"),
                words.contains("locked"),
                needed);
    }
}
