/** A display of `pasearch -t` in the layout of z/OS 3.1, with blanks behind values as it prints them. */
export const ACTIVE: readonly string[] = `
TCP/IP pasearch CS 3.1                    Image Name: TCPIP                    
  Date:                 01/12/2024        Time:  04:52:29 
  TTLS Instance Id:     1704171139

policyRule:             TNRULE                                         
  Rule Type:            TTLS                                           
  Version:              3                 Status:            Active          
  Weight:               255               ForLoadDist:       False 
  Priority:             255               Sequence Actions:  Don't Care  
  No. Policy Action:    3
  policyAction:         TNEA                                           
   ActionType:          TTLS Environment
   Action Sequence:     0               
  policyAction:         TNGA                                           
   ActionType:          TTLS Group      
   Action Sequence:     0               
  policyAction:         TNCA                                           
   ActionType:          TTLS Connection 
   Action Sequence:     0               
  Time Periods:
   Day of Month Mask:
   First to Last:       1111111111111111111111111111111
   Fr TimeOfDay:        00:00             To TimeOfDay:      24:00           
   TimeZone:            Local           
  TTLS Condition Summary:                 NegativeIndicator: Off
   Local Address:
    FromAddr:           All                                           
    ToAddr:             All                                           
   Remote Address:
    FromAddr:           10.1.0.0                                      
    ToAddr:             10.1.255.255                                  
   LocalPortFrom:       2023              LocalPortTo:       2030  
   RemotePortFrom:      0                 RemotePortTo:      0     
   JobName:             TN3270            UserId:                            
   ServiceDirection:    Inbound         
  Policy created: Fri Jan 12 04:52:19 2024
  Policy updated: Fri Jan 12 04:52:19 2024

  TTLS Action:                  TNEA                                           
    Version:                    3               
    Status:                     Active  
    Scope:                      Environment
    HandshakeRole:              Server         
    SuiteBProfile:              Off            
    TTLSKeyringParms:
     Keyring:                   start1/TN3270
    TTLSEnvironmentAdvancedParms:
     SSLv3:                     Off            
     TLSv1:                     On             
     TLSv1.1:                   On             
     TLSv1.2:                   Off            
     TLSv1.3:                   Off            
     ApplicationControlled:     Off            
     HandshakeTimeout:          10              
     ClientAuthType:            Required       
     ClientExtendedMasterSecret: On             
    TTLSSignatureParms:
     ClientECurves:
      0023  secp256r1
      0024  secp384r1
     ServerKexECurves:
      0023  secp256r1
      0024  secp384r1
     ServerKeyShareGroups:
      0023  secp256r1
      0029  X25519
     SignaturePairs:
      0401  TLS_SIGALG_SHA256_WITH_RSA
    TTLSGskAdvancedParms:
     GSK_V3_SESSION_TIMEOUT:                    86400
     GSK_V3_SIDCACHE_SIZE:                      512
    EnvironmentUserInstance:    4               
    Policy created: Fri Jan 12 04:52:19 2024
    Policy updated: Fri Jan 12 04:52:19 2024

  TTLS Action:                  TNGA                                           
    Version:                    3               
    Status:                     Active  
    Scope:                      Group
    TTLSEnabled:                On             
    CtraceClearText:            Off            
    Trace:                      7
    FIPS140:                    Off            
    TTLSGroupAdvancedParms:      
     SecondaryMap:              Off            
     SyslogFacility:            Daemon         
    Policy created: Fri Jan 12 04:52:19 2024

  TTLS Action:                  TNCA                                           
    Version:                    3               
    Status:                     Active  
    Scope:                      Connection
    CtraceClearText:            Off            
    Trace:                      255             
    TTLSConnectionAdvancedParms:
     TLSv1:                     Off            
     TLSv1.1:                   Off            
     TLSv1.2:                   On             
     ServerCertificateLabel:    NISTECC TEST
    TTLSSignatureParms:
     ClientECurves:              Any            
    TTLSCipherParms:
     v3CipherSuites:
      C02B  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
      C02C  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    Policy created: Fri Jan 12 04:52:19 2024

policyRule:             SPARE                                          
  Rule Type:            TTLS                                           
  Version:              3                 Status:            Active          
  Priority:             1                 Sequence Actions:  Don't Care  
  TTLS Condition Summary:                 NegativeIndicator: Off
   Local Address:
    FromAddr:           All                                           
    ToAddr:             All                                           
   LocalPortFrom:       9999              LocalPortTo:       9999  
   RemotePortFrom:      0                 RemotePortTo:      0     
   JobName:                               UserId:                            
   ServiceDirection:    Both            
`
  .split('\n')
  .slice(1, -1)
