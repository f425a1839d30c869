"""Users, groups, licences, and what they have to do with devices."""

import uuid

import pytest
from conftest import adapter_for, assert_known, path, run
from msgraph.generated.devices.devices_request_builder import DevicesRequestBuilder
from msgraph.generated.groups.groups_request_builder import GroupsRequestBuilder
from msgraph.generated.models.assigned_license import AssignedLicense
from msgraph.generated.models.device import Device
from msgraph.generated.models.group import Group
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.password_profile import PasswordProfile
from msgraph.generated.models.reference_create import ReferenceCreate
from msgraph.generated.models.user import User
from msgraph.generated.subscribed_skus.subscribed_skus_request_builder import SubscribedSkusRequestBuilder
from msgraph.generated.users.item.assign_license.assign_license_post_request_body import (
    AssignLicensePostRequestBody,
)
from msgraph.generated.users.users_request_builder import UsersRequestBuilder
from msgraph_beta.generated.device_management.autopilot_events.autopilot_events_request_builder import (
    AutopilotEventsRequestBuilder,
)
from msgraph_beta.generated.device_management.windows_autopilot_deployment_profiles.windows_autopilot_deployment_profiles_request_builder import (  # noqa: E501
    WindowsAutopilotDeploymentProfilesRequestBuilder,
)
from test_management import enrol

E3 = uuid.UUID("05e9a617-0261-4cee-bb44-138d3ef5d965")


def products(service):
    adapter = adapter_for(service, "v1.0")
    return SubscribedSkusRequestBuilder(adapter, path(adapter))


def profiles(service):
    adapter = adapter_for(service, "beta")
    return WindowsAutopilotDeploymentProfilesRequestBuilder(adapter, path(adapter))


def new_user(name):
    return User(
        account_enabled=True,
        display_name=f"{name} of Contoso",
        mail_nickname=name,
        user_principal_name=f"{name}@contoso.com",
        usage_location="NL",
        business_phones=["+31 20 555 0100"],
        password_profile=PasswordProfile(password="made up"),
    )


def users(service):
    adapter = adapter_for(service, "v1.0")
    return UsersRequestBuilder(adapter, path(adapter))


def groups(service):
    adapter = adapter_for(service, "v1.0")
    return GroupsRequestBuilder(adapter, path(adapter))


def devices(service):
    adapter = adapter_for(service, "v1.0")
    return DevicesRequestBuilder(adapter, path(adapter))


def test_a_user_lives(service):
    made = run(users(service).post(new_user("ann")))
    assert_known(made)
    assert made.user_principal_name == "ann@contoso.com"
    assert made.business_phones == ["+31 20 555 0100"]
    assert made.created_date_time is not None
    run(users(service).by_user_id(made.id).patch(User(department="Sales", job_title="Boss")))
    found = run(users(service).by_user_id("ann@contoso.com").get())
    assert (found.id, found.department, found.job_title) == (made.id, "Sales", "Boss")
    page = run(users(service).get())
    assert_known(page)
    run(users(service).by_user_id(made.id).delete())
    with pytest.raises(ODataError) as refused:
        run(users(service).by_user_id(made.id).get())
    assert refused.value.error.code == "Request_ResourceNotFound"


def test_licences(service):
    bob = run(users(service).post(new_user("bob")))
    body = AssignLicensePostRequestBody(
        add_licenses=[AssignedLicense(sku_id=E3, disabled_plans=[])], remove_licenses=[]
    )
    licensed = run(users(service).by_user_id(bob.id).assign_license.post(body))
    assert_known(licensed)
    assert [licence.sku_id for licence in licensed.assigned_licenses] == [E3]
    details = run(users(service).by_user_id(bob.id).license_details.get())
    assert_known(details)
    plans = {plan.service_plan_name: plan.provisioning_status for plan in details.value[0].service_plans}
    assert plans["INTUNE_A"] == "Success"
    skus = run(products(service).get())
    assert_known(skus)
    by_name = {sku.sku_part_number: sku for sku in skus.value}
    assert by_name["SPE_E3"].consumed_units == 1
    assert by_name["SPE_E3"].prepaid_units.enabled == 10000
    one = products(service).by_subscribed_sku_id(by_name["SPE_E3"].id)
    assert run(one.get()).sku_id == E3


def test_a_group_by_hand(service):
    cas = run(users(service).post(new_user("cas")))
    enrolled = enrol(service, "GROUPED-1", userPrincipalName="cas@contoso.com")
    desk = run(devices(service).get()).value[0]
    assert desk.device_id == enrolled["azureADDeviceId"]
    group = Group(display_name="Team", mail_nickname="team", mail_enabled=False, security_enabled=True)
    made = run(groups(service).post(group))
    assert_known(made)
    for member in (cas.id, desk.id):
        reference = ReferenceCreate(odata_id=f"https://graph.microsoft.com/v1.0/directoryObjects/{member}")
        run(groups(service).by_group_id(made.id).members.ref.post(reference))
    members = run(groups(service).by_group_id(made.id).members.get())
    assert_known(members)
    assert [type(member) for member in members.value] == [User, Device]
    assert len(run(groups(service).by_group_id(made.id).members.graph_device.get()).value) == 1
    in_groups = run(devices(service).by_device_id(desk.id).member_of.get())
    assert [type(found) for found in in_groups.value] == [Group]
    owners = run(devices(service).by_device_id(desk.id).registered_owners.get())
    assert [owner.id for owner in owners.value] == [cas.id]
    managed = run(users(service).by_user_id(cas.id).managed_devices.get())
    assert_known(managed)
    assert [device.id for device in managed.value] == [enrolled["deviceId"]]
    run(groups(service).by_group_id(made.id).members.by_directory_object_id(cas.id).ref.delete())
    assert [member.id for member in run(groups(service).by_group_id(made.id).members.get()).value] == [desk.id]
    run(groups(service).by_group_id(made.id).patch(Group(description="Who sells")))
    assert run(groups(service).by_group_id(made.id).get()).description == "Who sells"
    run(groups(service).by_group_id(made.id).delete())


def test_a_dynamic_group(service):
    rule = '(device.devicePhysicalIds -any (_ -contains "[ZTDId]"))'
    group = Group(
        display_name="All",
        mail_nickname="all",
        mail_enabled=False,
        security_enabled=True,
        group_types=["DynamicMembership"],
        membership_rule=rule,
        membership_rule_processing_state="On",
    )
    made = run(groups(service).post(group))
    assert_known(made)
    assert (made.membership_rule, made.group_types) == (rule, ["DynamicMembership"])
    assert run(groups(service).by_group_id(made.id).members.get()).value == []


def test_profiles_and_events(service):
    found = run(profiles(service).get())
    assert_known(found)
    profile_id = found.value[0].id

    def profile():
        return profiles(service).by_windows_autopilot_deployment_profile_id(profile_id)

    assert run(profile().get()).out_of_box_experience_setting.eula_hidden is True
    assignments = run(profile().assignments.get())
    assert_known(assignments)
    assert assignments.value[0].source.value == "direct"
    assert_known(run(profile().assigned_devices.get()))
    adapter = adapter_for(service, "beta")
    assert_known(run(AutopilotEventsRequestBuilder(adapter, path(adapter)).get()))
